"""An ArcadeDB server with Bolt, until its standard input ends: FOLDER BOLT_PORT HTTP_PORT PASSWORD. A process of its own: the Java machine
and Neo4j's driver do not get along in one."""
import os
import sys

from arcadedb_embedded.server import ArcadeDBServer

folder, bolt, http, password = sys.argv[1:]
plugin = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
os.chdir(folder)  # its logs go where it runs
server = ArcadeDBServer(root_path=folder, root_password=password, config={"http_port": http, "bolt_port": bolt, "server_plugins": plugin})
server.start()
server.create_database("graph")
print("ready", flush=True)
sys.stdin.read()
server.stop()
