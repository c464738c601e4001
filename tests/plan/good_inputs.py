"""Network and scenario of the good plan, as text."""

NETWORK = {
    "nations.csv": """\
id,name,airspace,source,verified
DEU,Germany,open,test,true
FRA,France,open,test,true
KOR,Republic of Korea,open,test,true
QAT,Qatar,open,test,true
RUS,Russia,closed,test,true
TUR,Turkey,open,test,true
""",
    "airfields.csv": """\
id,name,nation,lat,lon,runway_ft,mog_working,mog_parking,fuel_stons_day,enroute,source,verified
BAF,Base,DEU,0,0,9000,1,4,10,false,test,true
EAF,Embarkation,DEU,0,10,9000,1,4,100,false,test,true
MID,Midway,QAT,0,40,9000,1,1,60,true,test,true
KAF,Debarkation,KOR,0,70,9000,1,1,100,false,test,true
""",
    "seaports.csv": """\
id,name,nation,lat,lon,draft_m,beam_m,loa_m,berths_roro,stons_day,taken,storage_stons,source,verified
EPT,Port of embarkation,DEU,-2,5,12,40,250,1,600,0,,test,true
KPT,Port of debarkation,KOR,-2,70,12,40,250,2,600,0.1,0,test,true
""",
    "sites.csv": """\
id,name,nation,lat,lon,source,verified
DEPOT,Depot,DEU,0,4,test,true
CAMP,Camp,KOR,0,71,test,true
""",
    "passages.csv": """\
id,name,west,south,east,north,draft_m,wait_h,transit_h,ships_day,open,source,verified
narrows,The narrows,35,-3,36,-1,15,3,4,1,true,test,true
""",
    "land_links.csv": """\
id,from_node,to_node,mode,km,hours,stons_day,pax_day,heavy,source,verified
east,KPT,CAMP,rail,150,30,500,0,true,test,true
road,KPT,CAMP,road,150,30,900,0,false,test,true
west,DEPOT,EPT,rail,150,20,500,0,true,test,true
""",
    "legs.csv": """\
from_node,to_node,mode,nm,missions_day,both_ways,source,verified
EAF,MID,air,2000,1,false,test,true
""",
    "aircraft.csv": """\
id,name,block_kt,payload_stons,over_stons,out_stons,pax,ferry_nm,runway_ft,slot,onload_h,enroute_h,offload_h,\
use_rate_h,fuel_stons_h,source,verified
PLANE,A plane,400,70,40,20,30,4500,8000,1,2,2,3,10,5,test,true
""",
    "payload_range.csv": """\
lift,nm,stons,source,verified
PLANE,1000,80,test,true
PLANE,3000,40,test,true
""",
    "ships.csv": """\
id,name,speed_kt,draft_m,beam_m,loa_m,berth,payload_stons,deck_sqft,load_h,unload_h,source,verified
SHIP,A ship,20,10,30,200,roro,600,12000,24,24,test,true
""",
}

SCENARIO = {
    "stocks.csv": "id,node,cargo,stons\nfew,EPT,bulk,10\n",
    "staging.csv": "id,node_in,node_out,hours,stons_day\nmidway,MID,MID,20,100\n",
    "scenario.toml": """\
title = "By hand"
network = "by-hand"
c_day = 2027-03-01
horizon_days = 30

[solver]
gap = 0.06

[rules]
crew_rest_h = 12
use_window = 7
""",
    "movements.csv": """\
uln,nation,origin,poe,pod,dest,mode,ald,ead,rdd,priority,pax,bulk_stons,over_stons,out_stons,nat_stons,sqft,feeds
A,DEU,EAF,EAF,KAF,KAF,air,2,2,2,1,20,30,10,15,0,0,
B,DEU,DEPOT,,,CAMP,any,0,,10,2,0,120,0,0,400,10400,
C,FRA,EAF,,,KAF,any,0,,20,5,0,10,0,0,0,0,stores
""",
    "fleets.csv": """\
id,lift,nation,serves,base,count,held_back,reserve,ready,quota_h
planes,PLANE,DEU,DEU,BAF,2,0.25,0.2,0,50
ships,SHIP,DEU,*,EPT,1,0,0,0,
""",
    "permissions.csv": """\
nation,thing,to,place,answer,from_day,to_day,roles,bars
DEU,forces,*,,yes,,,,
DEU,lift,*,,yes,,,,
QAT,bases,DEU,,yes,,,,
KOR,bases,*,,yes,,,,
""",
    "closures.csv": """\
kind,id,from_day,to_day,status,slow_h
passage,narrows,25,,closed,0
""",
    "needs.csv": """\
id,place,item,unit,stons_day,from_day,to_day,floor_days,start_stons,priority,fair
stores,KAF,parts,A,5,3,6,1,12,1,all
""",
    "orders.csv": """\
id,uln,lift,mode,poe,pod,via,load_from,load_to,land_by,firm
O1,A,planes,air,EAF,KAF,MID,2,2,3,true
O2,B,SHIP,sea,,,narrows,,,11,false
""",
    "stations.csv": """\
id,node,lift,count,from_day,to_day,stay_days,priority,value_stons
watch,KPT,SHIP,1,20,20,5,3,10
""",
    "members.csv": "fleet,nation,quota_h\n",
    "recalls.csv": "fleets,nation,from_day,to_day,held_back,count\nplanes,,25,29,1,\nships,,25,29,,0\n",
    "convoys.csv": "passage,first_day,every_days,ships\nnarrows,5,10,1\n",
    "threats.csv": "id,west,south,east,north,from_day,to_day,weight\n",
    "europe.csv": "nation,held_back\n",
    "shares.csv": """\
place,from_day,to_day,taken,note
KPT,11,11,0.1,as on every day
""",
}
